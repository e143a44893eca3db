#[author: test]
#[rule: py alone (\w+)]
import os

import middleware

if middleware.Sender(middleware.getSenderID()).param(1) == "leave":
    os.environ["LEFT"] = "x"
    left_behind = 1
    os.chdir("/")
    middleware.left = 1
    exit()
here = os.path.dirname(os.path.abspath(__file__))
print("LEFT" in os.environ, "left_behind" in globals(), hasattr(middleware, "left"), os.getcwd() == here)
