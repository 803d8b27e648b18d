package shop;

import java.util.function.LongSupplier;

public final class Work implements LongSupplier {
    private final Line[] lines = new Line[1_000];

    public Work() {
        String[] names = {"apple", "bread", "cheese", "doughnuts"};
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line(i * 31 % 997, i % 9 + 1, names[i % names.length]);
        }
    }

    @Override
    public long getAsLong() {
        long sum = 0;
        for (Line line : lines) {
            sum += line.total();
        }
        return sum;
    }
}

final class Line {
    private final int price;
    private final int quantity;

    Line(int price, int quantity, String name) {
        this.price = price;
        this.quantity = quantity;
    }

    long total() {
        return (long) price * quantity;
    }
}
