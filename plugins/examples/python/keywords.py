#[author: botyard]
#[title: Keyword statistics]
#[description: Counts words that people use; say "keywords" for the list]
#[version: 1.0.0]
#[rule: raw (?i)\b(coffee|tea|cake)\b]
#[rule: keywords]
#[priority: 10]
import middleware

sender = middleware.Sender(middleware.getSenderID())
word = sender.param(1).lower()
if word:
    count = int(middleware.bucketGet("keywords", word) or 0) + 1
    middleware.bucketSet("keywords", word, count)
    sender.setContinue()
else:
    counts = middleware.bucketAll("keywords")
    lines = [key + ": " + counts[key] for key in sorted(counts, key=lambda key: -int(counts[key]))]
    sender.reply("\n".join(lines) or "Nobody said anything interesting yet.")
