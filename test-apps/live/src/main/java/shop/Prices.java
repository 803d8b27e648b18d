package shop;

/** What a customer pays. */
public final class Prices {
    private Prices() {}

    public static int withTax(int net) {
        return net + tax(net);
    }

    private static int tax(int net) {
        return net * 19 / 100;
    }
}
