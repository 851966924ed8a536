// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {AnyModule} from "../support/Modules.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev ERC-1271: who may sign for the account, and for which account.
contract IsValidSignatureTest is StackTest {
    bytes4 private constant YES = IERC1271.isValidSignature.selector;
    bytes4 private constant NO = 0xffffffff;
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    function testFuzz_ownersPlainSignature_isInvalidForEverybodyElse(address asker, bytes32 hash) public {
        vm.assume(asker != address(validator));
        bytes memory signature = signAsOwner(hash);
        vm.prank(asker);
        assertEq(account.isValidSignature(hash, signature), NO, "plain");
    }

    function testFuzz_personalSign_isValidOnThisAccountOnly(bytes32 hash) public {
        bytes memory signature = signAsOwner(_personalDigest(account, hash));
        assertEq(account.isValidSignature(hash, signature), YES, "nested personal sign");
        PlayerAccount other = PlayerAccount(payable(factory.createAccount(ownerBytes(), "other")));
        assertEq(other.isValidSignature(hash, signature), NO, "not on another account of the owner");
        vm.chainId(block.chainid + 1);
        assertEq(account.isValidSignature(hash, signature), NO, "not on another chain");
    }

    function testFuzz_typedData_isValidOnThisAccountOnly(bytes32 separator, bytes32 contents) public {
        bytes32 hash = MessageHashUtils.toTypedDataHash(separator, contents);
        bytes memory signature = _typedSignature(account, separator, contents);
        assertEq(account.isValidSignature(hash, signature), YES, "nested typed data");
        PlayerAccount other = PlayerAccount(payable(factory.createAccount(ownerBytes(), "other")));
        assertEq(other.isValidSignature(hash, signature), NO, "not on another account of the owner");
    }

    /// @dev In every form a thief may try: bare, as an operation's signature, behind the module's address.
    function testFuzz_sessionKey_neverSignsForTheAccount(bytes32 hash) public {
        enable(makeGrant());
        bytes memory key = sessionKeyBytes();
        bytes[5] memory forms = [
            signAsSession(SESSION_KEY, hash),
            abi.encodePacked(hex"00", uint8(key.length), key, signAsSession(SESSION_KEY, hash)),
            abi.encodePacked(address(validator), signAsSession(SESSION_KEY, hash)),
            signAsSession(SESSION_KEY, _personalDigest(account, hash)),
            abi.encodePacked(address(validator), hex"00", uint8(key.length), key, signAsSession(SESSION_KEY, hash))
        ];
        for (uint256 i = 0; i < 5; ++i) {
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

    /// @dev Modules are never asked, even one that says yes to everything.
    function test_installedModules_doNotSignForTheAccount() public {
        AnyModule module = new AnyModule(1);
        ownerCalls(address(account), abi.encodeCall(account.installModule, (1, address(module), "")));
        assertEq(account.isValidSignature("hash", abi.encodePacked(address(module), "signature")), NO, "not asked");
    }

    function test_plainCheck_isForValidatorsNotForOtherModules() public {
        bytes memory signature = signAsOwner("hash");
        AnyModule executor = new AnyModule(2);
        ownerCalls(address(account), abi.encodeCall(account.installModule, (2, address(executor), "")));
        assertEq(executor.ask(address(account), "hash", signature), NO, "an executor is a stranger");
        AnyModule second = new AnyModule(1);
        assertEq(second.ask(address(account), "hash", signature), NO, "before it is installed");
        ownerCalls(address(account), abi.encodeCall(account.installModule, (1, address(second), "")));
        assertEq(second.ask(address(account), "hash", signature), YES, "installed");
        ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (1, address(second), "")));
        assertEq(second.ask(address(account), "hash", signature), NO, "and gone");
    }

    function _personalDigest(PlayerAccount of_, bytes32 hash) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH, keccak256("Hourglass PlayerAccount"), keccak256("1"), block.chainid, address(of_)
            )
        );
        bytes32 inner = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), hash));
        return MessageHashUtils.toTypedDataHash(domain, inner);
    }

    function _typedSignature(PlayerAccount of_, bytes32 separator, bytes32 contents)
        private
        view
        returns (bytes memory)
    {
        string memory description = "Mail(string text)";
        bytes32 typeHash = keccak256(
            abi.encodePacked(
                "TypedDataSign(Mail contents,string name,string version,uint256 chainId,address verifyingContract,"
                "bytes32 salt)",
                description
            )
        );
        bytes32 inner = keccak256(
            abi.encode(
                typeHash,
                contents,
                keccak256("Hourglass PlayerAccount"),
                keccak256("1"),
                block.chainid,
                address(of_),
                bytes32(0)
            )
        );
        bytes memory signature = signAsOwner(MessageHashUtils.toTypedDataHash(separator, inner));
        return abi.encodePacked(signature, separator, contents, description, uint16(bytes(description).length));
    }
}
