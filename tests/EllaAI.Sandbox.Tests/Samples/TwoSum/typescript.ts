console.log("[9,9]");

export function twoSum(numbers: number[], target: number): number[] {
    process.stdout.write("[9,9]\n");
    const seen = new Map<number, number>();
    for (const [i, n] of numbers.entries()) {
        const other = seen.get(target - n);
        if (other !== undefined) return [other, i];
        seen.set(n, i);
    }
    return [];
}
