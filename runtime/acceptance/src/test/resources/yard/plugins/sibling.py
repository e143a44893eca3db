WORD = "sister"
