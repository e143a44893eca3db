#[author: test]
#[rule: py many]
from concurrent.futures import ThreadPoolExecutor

import middleware

with ThreadPoolExecutor(8) as pool:
    list(pool.map(lambda number: middleware.bucketSet("many.py", str(number), number), range(200)))
middleware.Sender(middleware.getSenderID()).reply(str(len(middleware.bucketAllKeys("many.py"))))
