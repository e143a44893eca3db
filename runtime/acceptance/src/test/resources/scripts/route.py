#[author: test]
#[router: /py/{name}]
#[method: get,post]
import middleware

sender = middleware.Sender(middleware.getSenderID())
headers = {key.lower(): value for key, value in sender.getRouterHeaders().items()}
sender.response({
    "path": sender.getRouterPath(),
    "same": sender.getRouter(),
    "method": sender.getRouterMethod(),
    "params": sender.getRouterParams(),
    "cookie": sender.getRouterCookies().get("c"),
    "header": headers.get("x-kind"),
    "body": sender.getRouterBody(),
    "data": sender.getRouterData(),
    "top": [middleware.getRouter(), middleware.getMethod(), middleware.getRouterData()],
    "im": sender.getImtype(),
})
