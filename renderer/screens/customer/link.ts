/** Address of one customer's full view. */
export const customerFullLink = (customerNo: string): string => `/customers/${encodeURIComponent(customerNo)}`
