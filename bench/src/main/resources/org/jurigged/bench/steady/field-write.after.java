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
    private int discount;

    Line(int price, int quantity, int discount) {
        this.price = price;
        this.quantity = quantity;
        this.discount = discount;
    }

    int change(int to) {
        price += to;
        quantity = price % 7;
        discount = to;
        return price;
    }
}
