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

    public static void main(String[] args) throws InterruptedException {
        Balloon balloon = new Balloon();
        while (balloon.volume < 1000) {
            balloon.inflate();
            System.out.println(balloon.look());
            Thread.sleep(1000);
        }
    }
}
