# [rule: @NAME@ (.+)]
# [dependency: {"name": "requests", "manager": "pip"}]
# [dependency: {"name": "pycryptodome", "manager": "pip"}]
import middleware
import requests  # noqa: F401 what such scripts import, used or not
from Crypto.Cipher import AES

sender = middleware.Sender(middleware.getSenderID())
key = b"0123456789abcdef"
sealed, tag = (cipher := AES.new(key, AES.MODE_EAX, nonce=key)).encrypt_and_digest(sender.param(1).encode())
sender.reply("@NAME@ heard " + AES.new(key, AES.MODE_EAX, nonce=key).decrypt_and_verify(sealed, tag).decode())
