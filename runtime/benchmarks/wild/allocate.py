#[author: botyard]
#[rule: wild]
#[bypass: true]
#[timeout: 10m]
kept = []
while True:
    kept.append(bytearray(10_000_000))
