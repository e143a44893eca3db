#[author: test]
#[timeout: 1s]
while True:
    pass
