# [rule: @NAME@ (.+)]
# Its service takes the connection and never answers.
import socket

import middleware

sender = middleware.Sender(middleware.getSenderID())
service = socket.create_connection(("127.0.0.1", int("@PORT@")))
service.recv(1)
sender.reply("@NAME@ heard " + sender.param(1))
