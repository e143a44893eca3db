#[author: test]
#[rule: py fresh]
#[isolation: process]
import os

import middleware

middleware.Sender(middleware.getSenderID()).reply(str(os.getpid()))
