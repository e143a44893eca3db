module.exports = 'sister';
