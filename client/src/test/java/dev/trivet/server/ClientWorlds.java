package dev.trivet.server;

/// Worlds in which the client is Trivet's own too. Arguments as those of [Worlds].
final class ClientWorlds {
    private static final String KIND = "client worlds";

    private ClientWorlds() {}

    public static void main(String[] arguments) throws InterruptedException {
        Worlds.main(arguments, ClientWorlds::ofSeed, KIND);
    }

    static World ofSeed(long seed) {
        return new World(WorldPlan.draw(seed, true), TrivetAsker.trivet());
    }

    static Worlds of(long first, long count) {
        return new Worlds(KIND, ClientWorlds::ofSeed, first, count);
    }
}
