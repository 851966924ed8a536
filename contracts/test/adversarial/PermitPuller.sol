// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @dev A short version of Permit2: once approved, it moves everything on a signature of the account.
contract PermitPuller {
    IERC20 private immutable _TOKEN;

    error OrderInvalid();

    constructor(IERC20 token) {
        _TOKEN = token;
    }

    function pull(address from, bytes calldata signature, address to) external {
        bytes4 answer = IERC1271(from).isValidSignature(hashOrder(from, to), signature);
        require(answer == IERC1271.isValidSignature.selector, OrderInvalid());
        require(_TOKEN.transferFrom(from, to, _TOKEN.balanceOf(from)));
    }

    function hashOrder(address from, address to) public view returns (bytes32) {
        return keccak256(abi.encode(address(this), block.chainid, from, to));
    }
}
