package shop;

import java.util.function.LongSupplier;

public final class Work implements LongSupplier {
    private final Line[] lines = new Line[1_000];

    public Work() {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line(i * 31 % 997, i % 9 + 1, i * 7 % 50);
        }
    }

    @Override
    public long getAsLong() {
        long sum = 0;
        for (Line line : lines) {
            sum += line.change((int) sum & 63);
        }
        return sum;
    }
}

final class Line {
    private int price;
    private int quantity;

    Line(int price, int quantity, int discount) {
        this.price = price;
        this.quantity = quantity;
        Line$Live$discount.put(this, discount);
    }

    int change(int to) {
        price += to;
        quantity = price % 7;
        Line$Live$discount.put(this, to);
        return price;
    }
}

/** Its place is taken by the store. */
final class Line$Live$discount {
    static native int get(Line line);

    static native void put(Line line, int discount);
}
