//[author: botyard]
//[rule: wild]
//[bypass: true]
//[timeout: 10m]
for (;;);
