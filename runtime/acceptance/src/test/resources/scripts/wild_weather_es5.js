// [title: 查天气]
// [author: 小院]
// [version: 1.0.0]
// [class: 工具类]
// [rule: ^es5 天气 ?(.*)$]
// [param: {"required":false,"key":"wild_weather.city","bool":false,"placeholder":"北京","name":"默认城市","default":"北京"}]
function main() {
    var city = param(1) || bucketGet("wild_weather", "city")
    var res = request({
        url: "http://127.0.0.1:" + call("port")() + "/wild/weather/" + encodeURIComponent(city),
        method: "get",
        dataType: "json",
        timeOut: 20000
    })
    if (res.code != 200) {
        sendText("查询失败:" + res.msg)
        return
    }
    sendText(city + ":" + res.data.w + "," + res.data.t + "度")
}
main()
