// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev The contract in the example of the kit's README.
contract VisitorBook {
    string[] private _texts;

    function sign(string calldata text) external {
        _texts.push(text);
    }

    function tip(uint256) external payable {}

    function texts() external view returns (string[] memory) {
        return _texts;
    }
}
