"""Configure Alembic for the connection that coach/maintenance/upgrade.py passes."""

from alembic import context

from coach.maintenance.upgrade import all_models

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=all_models(), render_as_batch=True, compare_type=True
)
with context.begin_transaction():
    context.run_migrations()
