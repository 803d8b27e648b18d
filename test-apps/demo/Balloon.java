/** A balloon that is inflated while you change what that means: see the README. */
public class Balloon {
    static String shape = "o";

    private double volume = 1;

    void inflate() {
        volume += 1;
    }

    String look() {
        return shape.repeat((int) volume) + " " + volume;
    }

    void fly() throws InterruptedException {
        while (volume < 1000) {
            inflate();
            System.out.println(look());
            Thread.sleep(1000);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        new Balloon().fly();
    }
}
