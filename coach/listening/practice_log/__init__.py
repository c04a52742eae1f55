"""In the field: real talks, logged in three lines. Nobody judges them and only their author reads
them; that somebody logs talks is what settles the last kind on the path.
"""
