module consumer {
    requires dev.trivet.server;
    requires dev.trivet.client;
    requires dev.trivet.sim;
}
