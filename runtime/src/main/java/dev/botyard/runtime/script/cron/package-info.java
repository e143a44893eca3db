/// When scheduled plugins run. [CronExpression] reads a schedule and computes its times, [CronScheduler] watches all
/// schedules of the host with one platform thread and hands each occurrence to a virtual thread of its own. Nothing is
/// remembered across a restart: times follow from the clock alone, and those that passed while the host was down are lost.
package dev.botyard.runtime.script.cron;
