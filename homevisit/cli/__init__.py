"""The command line: the same verbs as the window, for a terminal and for scripts.

Commands return an `Answer`; `main` alone prints it, explains problems and decides the
exit code. Passwords come from a prompt, a file or standard input, never from arguments.
"""
