// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {AnyModule} from "../support/Modules.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Vault} from "../support/Vault.sol";

/// @dev ERC-1271: who may sign for the account, and for which account. Thief.t.sol tests what a device key may not sign.
contract IsValidSignatureTest is Vault {
    bytes4 private constant YES = IERC1271.isValidSignature.selector;
    bytes4 private constant NO = 0xffffffff;

    function testFuzz_ownersPlainSignature_isInvalidForEverybodyElse(address asker, bytes32 hash) public {
        vm.assume(asker != address(validator));
        bytes memory signature = signAsOwner(hash);
        vm.prank(asker);
        assertEq(account.isValidSignature(hash, signature), NO, "plain");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), YES, "the module");
    }

    function testFuzz_personalSign_isValidOnThisAccountOnly(bytes32 hash) public {
        bytes memory signature = signAsOwner(personalDigest(hash));
        assertEq(account.isValidSignature(hash, signature), YES, "nested personal sign");
        assertEq(_other().isValidSignature(hash, signature), NO, "not on another account of the owner");
        vm.chainId(block.chainid + 1);
        assertEq(account.isValidSignature(hash, signature), NO, "not on another chain");
    }

    function testFuzz_typedData_isValidOnThisAccountOnly(bytes32 separator, bytes32 contents) public {
        bytes32 hash = MessageHashUtils.toTypedDataHash(separator, contents);
        bytes memory signature = _typedSignature(separator, contents);
        assertEq(account.isValidSignature(hash, signature), YES, "nested typed data");
        assertEq(_other().isValidSignature(hash, signature), NO, "not on another account of the owner");
    }

    /// @dev In every form that a thief may try: bare, prefixed by the module's address, bound to the account.
    function testFuzz_sessionKey_neverSignsForTheAccount(bytes32 hash) public {
        enable(makeGrant());
        bytes memory key = keyBytes(SESSION_KEY);
        bytes[4] memory forms = [
            signAsSession(SESSION_KEY, hash),
            abi.encodePacked(validator, signAsSession(SESSION_KEY, hash)),
            signAsSession(SESSION_KEY, personalDigest(hash)),
            abi.encodePacked(
                validator, hex"00000000000100", uint8(64), key, uint8(64), signAsSession(SESSION_KEY, hash)
            )
        ];
        for (uint256 i = 0; i < 4; ++i) {
            assertEq(account.isValidSignature(hash, forms[i]), NO, "asked by a stranger");
            vm.prank(address(validator));
            assertEq(account.isValidSignature(hash, forms[i]), NO, "asked by the validator");
        }
    }

    function testFuzz_garbage_isInvalid(bytes32 hash, bytes calldata signature) public {
        assertEq(account.isValidSignature(hash, signature), NO, "stranger");
        vm.prank(address(validator));
        assertEq(account.isValidSignature(hash, signature), NO, "validator");
    }

    function test_plainCheck_isForInstalledValidators() public {
        bytes memory signature = signAsOwner("hash");
        AnyModule executor = new AnyModule(2);
        ownerDoes(abi.encodeCall(account.installModule, (2, address(executor), "")));
        assertEq(executor.ask(address(account), "hash", signature), NO, "an executor is a stranger");
        AnyModule second = new AnyModule(1);
        assertEq(second.ask(address(account), "hash", signature), NO, "before it is installed");
        ownerDoes(abi.encodeCall(account.installModule, (1, address(second), "")));
        assertEq(second.ask(address(account), "hash", signature), YES, "installed");
        assertEq(account.isValidSignature("hash", abi.encodePacked(second, "signature")), NO, "it is never asked");
        ownerDoes(abi.encodeCall(account.uninstallModule, (1, address(second), "")));
        assertEq(second.ask(address(account), "hash", signature), NO, "and gone");
        ownerDoes(abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        vm.prank(address(validator));
        assertEq(account.isValidSignature("hash", signature), NO, "the retired module too");
    }

    function _other() private returns (PlayerAccount) {
        return PlayerAccount(payable(factory.createAccount(ownerBytes(), "other")));
    }

    function _typedSignature(bytes32 separator, bytes32 contents) private view returns (bytes memory) {
        string memory description = "Mail(string text)";
        bytes32 typeHash = keccak256(
            abi.encodePacked(
                "TypedDataSign(Mail contents,string name,string version,uint256 chainId,address verifyingContract,"
                "bytes32 salt)",
                description
            )
        );
        (, string memory name, string memory version,,,,) = account.eip712Domain();
        bytes memory domain = abi.encode(keccak256(bytes(name)), keccak256(bytes(version)), block.chainid, account, 0);
        bytes32 inner = keccak256(bytes.concat(abi.encode(typeHash, contents), domain));
        bytes memory signature = signAsOwner(MessageHashUtils.toTypedDataHash(separator, inner));
        return abi.encodePacked(signature, separator, contents, description, uint16(bytes(description).length));
    }
}
