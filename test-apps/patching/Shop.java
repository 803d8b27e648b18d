/** Says what things cost, a line every tenth of a second; to be patched while it runs. */
public class Shop {
    // What the customer pays.
    static int price(int net) {
        return net;
    }

    public static void main(String[] args) throws InterruptedException {
        while (true) {
            System.out.println("price " + price(100));
            Thread.sleep(100);
        }
    }
}
