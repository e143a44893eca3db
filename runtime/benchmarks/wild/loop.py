#[author: botyard]
#[rule: wild]
#[bypass: true]
#[timeout: 10m]
while True:
    pass
