#[author: test]
line = "x" * 1023 + "\n"
for number in range(20000):
    print(line, end="")
