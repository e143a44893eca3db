//[author: test]
//[param: {"key": "shop_js.price", "default": "7"}]
const { bucketDel, bucketGet, bucketSet } = require('./middleware');

console.log(await bucketGet('shop_js', 'price'));
await bucketSet('shop_js', 'price', 8);
console.log(await bucketGet('shop_js', 'price'));
await bucketDel('shop_js', 'price');
