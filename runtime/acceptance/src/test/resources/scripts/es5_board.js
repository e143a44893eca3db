//[author: test]
//[router: /es5/board/{name}]
//[method: get,post]
let all = JSON.parse(get("es5_board") || "[]")
if (getMethod().toLowerCase() == "post") {
    let body = getRouterBody()
    all.push(getRouterParams().name + ":" + (body.text || getRouterData()))
    set("es5_board", JSON.stringify(all))
    response({ code: 200, count: all.length })
} else {
    response({ code: 200, data: all, path: getRouter(), agent: getRouterHeaders()["X-From"] || getRouterHeaders()["x-from"] || "" })
}
