#[author: botyard]
#[rule: wild]
#[bypass: true]
#[timeout: 10m]
line = "x" * 1023 + "\n"
for _ in range(1 << 20):
    print(line, end="")
