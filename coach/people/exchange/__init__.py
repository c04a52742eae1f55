"""Bring people in from files of other programs, and write them to files.

``detect`` recognises a file and returns its people as ``item.PersonItem``. ``vcard_reader``,
``table_reader`` and ``monica`` each read one kind; ``vcard_writer`` and ``table_writer`` write.
``twins`` finds people who are here already, ``uniting`` says what two of one person become.
"""
