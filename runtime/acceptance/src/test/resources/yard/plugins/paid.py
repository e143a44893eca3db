#[author: test]
#[event: payment]
# That somebody listens to payments takes none of them away from who waits.
import middleware

print(middleware.Sender(middleware.getSenderID()).getEventData()["money"] > 1)
