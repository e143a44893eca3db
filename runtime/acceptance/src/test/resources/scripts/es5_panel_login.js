//[author: test]
//[router: /panel/open/auth/token]
// Plays the login of a Qinglong panel.
let given = getRouterParams()
response(given.client_id == "id" && given.client_secret == "secret" ? { code: 200, data: { token: "t-1" } } : { code: 400, message: "wrong" })
