from fastapi import APIRouter

from app.database import pool

router = APIRouter(prefix="/products")


@router.get("/{product_id}")
async def product(product_id: int) -> dict[str, object]:
    row = await pool.fetchrow("SELECT id, title, price FROM products WHERE id = $1", product_id)
    return dict(row)
