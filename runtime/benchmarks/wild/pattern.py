#[author: botyard]
#[rule: wild]
#[bypass: true]
#[timeout: 10m]
import re

re.match("(a+)+$", "a" * 60 + "b")
