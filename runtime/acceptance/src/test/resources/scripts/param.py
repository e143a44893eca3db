#[author: test]
#[param: {"key": "shop_py.price", "default": "7"}]
import middleware

print(middleware.bucketGet("shop_py", "price"))
middleware.bucketSet("shop_py", "price", 8)
print(middleware.bucketGet(bucket="shop_py", key="price"))
middleware.bucketDel("shop_py", "price")
