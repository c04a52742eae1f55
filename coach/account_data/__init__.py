"""Export and import a user's data, merge a guest into an account, and delete everything."""
