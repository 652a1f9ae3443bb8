# Stands between the text of a file, which has none in it, and how reading it went.
END = "\0"
