//[author: test]
//[router: /panel/open/envs]
//[method: get,post,put,delete]
let envs = JSON.parse(bucketGet("es5_panel", "envs") || "[]")
const headers = getRouterHeaders()
if ((headers.authorization || headers.Authorization) != "Bearer t-1") {
    response({ code: 401, message: "no token" })
} else if (getMethod().toUpperCase() == "POST") {
    const added = getRouterBody().map((env, index) => Object.assign({ id: envs.length + 1 + index }, env))
    bucketSet("es5_panel", "envs", envs.concat(added))
    response({ code: 200, data: added })
} else {
    response({ code: 200, data: envs.filter(env => env.name.includes(getRouterParams().searchValue || "")) })
}
