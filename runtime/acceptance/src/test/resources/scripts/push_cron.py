#[author: test]
#[cron: */3 * * * * *]
import middleware

middleware.push("qq", "777", "", "", "py tick")
