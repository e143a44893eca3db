# [rule: @NAME@ (.+)]
# [dependency: {"name": "beautifulsoup4", "manager": "pip"}]
# [dependency: {"name": "lxml", "manager": "pip"}]
import middleware
from bs4 import BeautifulSoup

sender = middleware.Sender(middleware.getSenderID())
sender.reply("@NAME@ heard " + BeautifulSoup("<p>" + sender.param(1) + "</p>", "lxml").p.text)
