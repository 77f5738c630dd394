"""Notes: hints that never change the verdict, worked out only when somebody asks for them.

``kinds`` names them, ``finder`` finds them; one module holds the rules for each kind of field.
"""
