#[author: botyard]
#[title: A small form]
#[description: Asks two questions and remembers the answers]
#[version: 1.0.0]
#[rule: sign up]
import middleware

sender = middleware.Sender(middleware.getSenderID())


def ask(question: str) -> str:
    sender.reply(question)
    answer = sender.listen(60000)
    if not answer:
        sender.reply("No answer in a minute; say 'sign up' to start again.")
        exit()
    return answer


name = ask("What is your name?")
city = ask("Where do you live, " + name + "?")
middleware.bucketSet("sign_up", sender.getUserID(), name + ", " + city)
sender.reply("Welcome, " + name + " from " + city + "!")
