// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Swap
/// @notice Swaps one token for another at one to one, with the function of a well-known router. Shows a session with a bounded
/// swap.
contract Swap {
    struct ExactInputSingleParams {
        address tokenIn;
        address tokenOut;
        uint24 fee;
        address recipient;
        uint256 amountIn;
        uint256 amountOutMinimum;
        uint160 sqrtPriceLimitX96;
    }

    error OutputTooLow(uint256 seen, uint256 wanted);
    error TransferFailed();

    function exactInputSingle(ExactInputSingleParams calldata params) external returns (uint256 amountOut) {
        amountOut = params.amountIn;
        require(amountOut >= params.amountOutMinimum, OutputTooLow(amountOut, params.amountOutMinimum));
        bool isPaid = IERC20(params.tokenIn).transferFrom(msg.sender, address(this), params.amountIn);
        require(isPaid && IERC20(params.tokenOut).transfer(params.recipient, amountOut), TransferFailed());
    }
}
