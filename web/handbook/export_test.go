package handbook

// Hostile hands the texts to tests that go through the server.
var Hostile = hostile
