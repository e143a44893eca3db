//[title: 签到]
//[author: test]
//[version: 1.0.1]
//[rule: ^js signin$]
//[rule: ^js rank$]
//[param: {"key":"es5_points.bonus","default":"5","name":"bonus"}]
const bucket = "es5_points"
const user = GetUserID()
let bonus = Number(bucketGet(bucket, "bonus"))

function points(id) { return Number(bucketGet("es5_points.of", id) || 0) }

if (GetContent().indexOf("rank") > 0) {
    let all = bucketKeys("es5_points.of").map(id => ({ id, n: points(id) }))
    all.sort((a, b) => b.n - a.n)
    sendText(`first of ${all.length}: ${all[0].id === user ? "you" : all[0].id} with ${all[0].n}`)
} else {
    let day = timeFmt("yyyy-MM-dd")
    if (bucketGet("es5_points.day", user) == day) {
        sendText("already signed in")
    } else {
        bucketSet("es5_points.day", user, day)
        bucketSet("es5_points.of", user, points(user) + bonus)
        sendText("signed in, " + points(user) + " points")
    }
}
