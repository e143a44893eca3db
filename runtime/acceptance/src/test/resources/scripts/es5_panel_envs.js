//[author: test]
//[router: /panel/open/envs]
//[method: get,post,put,delete]
let envs = JSON.parse(bucketGet("es5_panel", "envs") || "[]")
if (getRouterHeaders().authorization != "Bearer t-1") {
    response({ code: 401, message: "no token" })
} else if (getMethod().toUpperCase() == "POST") {
    for (const env of getRouterBody()) envs.push(Object.assign({ id: envs.length + 1 }, env))
    bucketSet("es5_panel", "envs", envs)
    response({ code: 200, data: envs })
} else {
    response({ code: 200, data: envs.filter(env => env.name.includes(getRouterParams().searchValue || "")) })
}
