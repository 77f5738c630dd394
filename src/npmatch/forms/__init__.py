"""O1-O3 and O5: legal forms in the names of organisations.

``register`` holds the table of forms, ``find`` sees them in a name, ``spellings`` rewrites them.
"""
