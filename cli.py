"""`python cli.py …` from a bare clone is `gradlings …`."""

from grader.__main__ import main

if __name__ == "__main__":
    main()
